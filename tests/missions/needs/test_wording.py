"""Fifty sentences of our own: what a founder may write, and what we would have them reword (rule R10)."""

import pytest

from missions.needs.wording import Family, hints

DISCRIMINATING = [
    "Nous cherchons un jeune CTO qui en veut.",
    "Un profil de moins de 35 ans, comme le reste de l’équipe.",
    "Quelqu’un de 40 ans maximum.",
    "La personne aura entre 30 et 45 ans.",
    "Il nous faut un homme pour tenir cette équipe.",
    "De préférence une femme, pour équilibrer le comité.",
    "On veut un gars solide.",
    "De nationalité française uniquement.",
    "Le français doit être sa langue maternelle.",
    "Une personne sans enfants, parce que le rythme est soutenu.",
    "Célibataire et mobile.",
    "Sans charge de famille.",
    "Bonne présentation exigée devant nos clients.",
    "En bonne santé, la mission est exigeante.",
    "Pas trop âgé, l’équipe a 26 ans de moyenne.",
    "Un profil digital native.",
    "Il est d’origine bretonne comme nous, ce serait un plus.",
    "Quelqu’un de croyant, comme les fondateurs.",
    "Non-fumeur.",
    "Mariée ou non, peu importe.",
]
SUBORDINATING = [
    "Les horaires imposés sont ceux du bureau.",
    "Présent de 9h à 18h les jours convenus.",
    "Sur place 9h-18h.",
    "Il posera ses congés en août avec nous.",
    "La période d’essai est de trois mois.",
    "Tout le monde passe à la pointeuse le matin.",
    "Sous l’autorité du directeur général.",
    "Son supérieur hiérarchique sera le DAF.",
    "Nous demandons l’exclusivité sur le secteur.",
    "La présence obligatoire du lundi ne se discute pas.",
    "Il fera les entretiens annuels des développeurs.",
    "Un salaire sera défini selon l’expérience.",
    "Elle devra demander l’autorisation pour s’absenter.",
    "La personne se tient à notre disposition le reste de la semaine.",
]
FINE = [
    "Nos livraisons prennent six semaines, contre deux il y a un an.",
    "Nous sommes une jeune entreprise de douze personnes.",
    "Une jeune équipe, sept développeurs, aucun lead.",
    "Le CTO fondateur est parti en septembre.",
    "Nous avons perdu un client à cause d’une panne de neuf heures.",
    "Il faut préparer l’audit technique de notre levée de fonds.",
    "Deux jours par semaine, le mardi et le jeudi.",
    "Le comité de direction se tient le mardi à 10 h.",
    "L’application a dix ans d’histoire et personne ne la connaît.",
    "Nous voulons recruter deux développeurs d’ici juin.",
    "Une personne qui a déjà encadré plus de dix développeurs.",
    "Dix ans d’expérience comme CTO nous rassureraient.",
    "L’équipe est à Lyon, une journée sur place par semaine suffit.",
    "Notre prestataire livre en retard et nous ne savons pas pourquoi.",
    "Des arbitrages entre dette technique et nouvelles fonctions.",
    "Rien n’est documenté et chaque départ nous coûte un mois.",
]


@pytest.mark.parametrize("sentence", DISCRIMINATING)
def test_a_discriminating_word_is_hinted(sentence):
    assert [hint.family for hint in hints(sentence)] == [Family.DISCRIMINATION]


@pytest.mark.parametrize("sentence", SUBORDINATING)
def test_a_subordinating_word_is_hinted(sentence):
    assert {hint.family for hint in hints(sentence)} == {Family.SUBORDINATION}


@pytest.mark.parametrize("sentence", FINE)
def test_a_plain_problem_is_left_alone(sentence):
    assert hints(sentence) == []


def test_the_corpus_holds_fifty_sentences():
    assert len(DISCRIMINATING + SUBORDINATING + FINE) == 50


def test_hints_come_in_the_order_of_the_text_and_once_each():
    text = "Horaires imposés, un jeune CTO, horaires imposés."
    assert [hint.words for hint in hints(text)] == ["Horaires imposés", "jeune CTO"]
