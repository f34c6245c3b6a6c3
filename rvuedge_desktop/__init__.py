"""RVU Edge Desktop: a physician's own count of work RVUs, on their own machine."""

__version__ = "0.1.0"
