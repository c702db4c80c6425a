"""The report: one offline file with summary, charts, tables, and the sentences behind every number."""

from framing.show.report.write import write_report

__all__ = ["write_report"]
