"""Words that stand in the files of others, by which their columns and rows are known."""

import re

CODE = ("code", "代码", "区划代码", "行政区划代码", "统计用区划代码", "adcode")
NAME = ("name", "名称", "单位名称", "行政区划名称", "区划名称")
PARENT = ("streetcode", "parent", "上级代码", "上级", "乡镇代码")
ABOLISHED = re.compile(r"[（(](?:已)?撤[销并][）)]$")
SHAPE_CODES = ("code", "adcode", "gb", "township_code", "county_code", "代码", "区划代码", "id")
LON_LAT = (("lon", "经度"), ("lat", "纬度"))
# A village may be called by its committee.
ENDINGS = (
    (re.compile(r"(?:社区)?(?:居民|村民)委员会$"), ""),
    (re.compile(r"社区$"), ""),
    (re.compile(r"(?<=..)村$"), ""),
)
