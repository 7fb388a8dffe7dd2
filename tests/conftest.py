"""Settings for all tests."""

from hypothesis import settings

settings.register_profile("poldermodel", deadline=None)  # a first call may compile a kernel
settings.load_profile("poldermodel")
