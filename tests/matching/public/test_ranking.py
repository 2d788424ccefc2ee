"""« Comment nous classons » tells the weights in force, what the scorer gives its example, and every version."""

import re

import pytest

from matching.public.example import worked
from matching.scoring.weights import PUBLISHED


@pytest.mark.django_db
def test_the_page_tells_what_the_code_says(client):
    page = client.get("/comment-nous-classons/").content.decode()
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page)
    told = [
        tuple(map(int, re.findall(r">(\d+)</td>", row.replace("\N{NO-BREAK SPACE}", "")))) for row in rows
    ]
    pair = worked(PUBLISHED[-1])
    expected = [(part.weight, part.thousandths, part.points) for part in pair.company.parts]
    assert sorted(told) == sorted(expected)
    assert sum(points for _weight, _share, points in told) == pair.company.total
    assert f">{pair.company.total}</td>" in page
    for weights in PUBLISHED:
        assert f"Barème n° {weights.version}, côté entreprise" in page
        assert all(re.search(rf" {weight}[,.]", page) for weight in (*weights.company, *weights.cto))
