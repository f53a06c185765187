"""Names of rates by their ending: 覆盖率, 满意度, 占比."""

from __future__ import annotations

#: A phrase that ends in one of these names a rate as a whole and is not taken apart at its verb.
RATES = ("率", "占比", "比例", "比重", "满意度", "指数", "覆盖面")
