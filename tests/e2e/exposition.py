"""Prometheus's text format, version 0.0.4, read strictly."""

import re

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
HELP = re.compile(rf"# HELP ({NAME}) (\S.*)")
TYPE = re.compile(rf"# TYPE ({NAME}) (counter|gauge|histogram)")
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
SAMPLE = re.compile(rf"({NAME})(?:\{{({LABEL}(?:,{LABEL})*)\}})? "
                    r"(\d+(?:\.\d+)?)")
PARTS = {"counter": [""], "gauge": [""],
         "histogram": ["_bucket", "_sum", "_count"]}


def read(text):
    """{series: number}; fails for any error in TEXT."""
    assert text.endswith("\n"), f"half a file: {text[-100:]!r}"
    series, families, helped = {}, {}, None
    for line in text.splitlines():
        if match := HELP.fullmatch(line):
            helped = match[1]
            assert helped not in families, line
        elif match := TYPE.fullmatch(line):
            family, kind = match.groups()
            assert family == helped, line
            assert kind != "counter" or family.endswith("_total"), line
            families[family] = kind
        else:
            match = SAMPLE.fullmatch(line)
            assert match, line
            assert match[1] in [family + part for part in PARTS[kind]], line
            name = line.rpartition(" ")[0]
            assert name not in series, line
            series[name] = float(match[3])
    for family, kind in families.items():
        if kind == "histogram":
            check_histogram(family, series)
    return series


def check_histogram(family, series):
    groups = {}
    for name, number in series.items():
        if match := re.fullmatch(
                family + r'_bucket\{(.*),le="(.*)"\}', name):
            groups.setdefault(match[1], []).append((float(match[2]), number))
    assert groups, family
    for labels, buckets in groups.items():
        assert buckets == sorted(buckets), labels
        numbers = [number for _, number in buckets]
        assert numbers == sorted(numbers), labels
        assert buckets[-1] == (float("inf"),
                               series[f"{family}_count{{{labels}}}"])
        assert f"{family}_sum{{{labels}}}" in series
