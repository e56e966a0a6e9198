"""Other programs' files to profiles, and profiles to other programs' files: one module a format.

In: bytes, or a `Profile`. Out: a `Draft`, from which `sheet` makes a profile's text; or the other format's text. Must not
write files, or know how a profile is validated: whoever asks gives a function that says what is wrong.
"""
