from django import template

from matching.curation import telling

register = template.Library()
register.filter("thing", telling.thing)
register.filter("what", telling.what)
register.filter("debt", telling.debt)
