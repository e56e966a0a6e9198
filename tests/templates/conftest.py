"""What the tests of templates share with those of rendering: profiles, and a way to render them."""

from tests.rendering.conftest import rendered, small, typical

__all__ = ["rendered", "small", "typical"]
