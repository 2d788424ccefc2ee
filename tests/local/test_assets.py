"""Assets are built from the wheels, once, and again when what they read changes."""

import pytest
from fontTools.ttLib import TTFont

from fractional.local import assets

SIGNS = "éèêëàâçîïôùûüÿæœŒÉÀ«»’“”–—…€×·°§\u00a0"
WOFF2_BUDGET = 65 * 1024  # bytes, both fonts together


@pytest.fixture(scope="module")
def fonts():
    assets.build()
    paths = sorted((assets.BUILT / "fonts").glob("*.woff2"))
    assert len(paths) == len(assets.FONTS)
    return paths


def test_fonts_are_light(fonts):
    assert sum(path.stat().st_size for path in fonts) <= WOFF2_BUDGET


def test_fonts_hold_every_sign_of_a_french_page_and_every_weight_asked(fonts):
    for path, font in zip(fonts, assets.FONTS, strict=True):
        with TTFont(path) as loaded:
            known = loaded.getBestCmap()
            weight = next(axis for axis in loaded["fvar"].axes if axis.axisTag == "wght")
        assert [sign for sign in SIGNS if ord(sign) not in known] == []
        assert (weight.minValue, weight.maxValue) == font.limits["wght"]


def test_nothing_is_built_twice_for_the_same_inputs(tmp_path, monkeypatch):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("one")
    monkeypatch.setattr(assets, "_STAMPS", tmp_path / "stamps" / "assets.json")

    def copy():
        target.write_text(source.read_text())

    monkeypatch.setattr(assets, "_steps", lambda: [assets.Step("copy", [source], [target], copy)])

    assert len(assets.build()) == 1
    assert assets.build() == []
    source.write_text("two")
    assert len(assets.build()) == 1
    assert target.read_text() == "two"
    target.unlink()
    assert len(assets.build()) == 1
