"""An analysis, its comparison and stories -> a `Report` of plain blocks, and from there the files of a report."""

from __future__ import annotations

from framing.report.assembly import SECTIONS, build
from framing.report.blocks import Report
from framing.report.files import write_report
from framing.report.view import View, show

__all__ = ["SECTIONS", "Report", "View", "build", "show", "write_report"]
