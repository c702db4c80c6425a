"""Measure how news outlets frame the same events: labels, blame, voice."""

from .analysis import analyze as analyze
