"""resumekit: the truth about a medical assistant's readiness, and the documents that get her hired."""

__version__ = "0.1.0"
