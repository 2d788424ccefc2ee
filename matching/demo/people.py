"""Invented people and companies: names drawn from lists, combined by a fixed seed. Nobody here exists."""

FIRST_NAMES = (
    "Adèle Aïcha Alban Amandine Anatole Armel Aurore Basile Bérénice Blaise Camille Capucine Cédric Célia Clément "
    "Clotilde Corentin Cyprien Dalila Damien Delphine Edgar Élodie Émile Erwan Esther Farid Fanny Fleur Florian "
    "Gaspard Gwenaëlle Hélène Hippolyte Ilyès Iris Joachim Judith Karim Léonie Lilian Louison Mahaut Malik Marin "
    "Mathilde Maxence Nadia Nolwenn Octave Ondine Pauline Philomène Quentin Rachid Rosalie Samira Solal Tancrède "
    "Thaïs Ulysse Valentine Victoire Wassim Yaël Yanis Zélie Zoé"
).split()
LAST_NAMES = (
    "Abrial Alvergnat Audiberty Baronnet Belvaux Bérardier Bonnaimé Brézolles Cantaloube Carvallo Chaumeix Clairvoy "
    "Combastel Courvalin Dambreville Darcourtois Delafosse Desmazures Ducassou Entremont Escoubès Fauconnerie "
    "Ferréol Fontevrault Garancher Gauvreau Grandclerc Guilvinec Haurigot Hesdinois Jarnacq Jouvenceau Kerbrazic "
    "Labastire Lanvollon Larrazet Lestrange Loumagne Malaucène Marchenoir Mauvezin Mirambeau Montalivet Noirmont "
    "Oléron Orgeval Pélissanne Peyrehorade Plouaret Quercynois Rambervillé Ravenoville Rocamadour Sallanches "
    "Sauveterre Séverac Tancarville Thiérache Uzerche Valbonnais Vauclusien Ventadour Villandraut Wissembourg Yvetot"
).split()
COMPANIES = (
    # name, sector, stage, head-count, what it does
    ("Atelier Brumaire", "commerce", "seed", 14, "Une place de marché de mobilier d’occasion"),
    ("Cèdre & Compas", "education", "series_a", 32, "Des cours de géométrie pour les métiers du bois"),
    ("Distilys", "industry", "bootstrapped", 41, "Le suivi de production des distilleries"),
    ("Facteur Rhône", "logistics", "series_a", 48, "La livraison du dernier kilomètre par voie d’eau"),
    ("Halte Verte", "energy", "seed", 18, "Des bornes de recharge pour les gîtes"),
    ("Kermarec Santé", "health", "series_a", 29, "Un carnet de suivi pour les kinésithérapeutes"),
    ("Lueur Assurances", "insurance", "series_b", 50, "L’assurance des petits ateliers"),
    ("Moisson Claire", "agriculture", "pre_seed", 11, "La vente directe des céréales"),
)
SEGMENTS = (
    # headline, sectors, hands-on, nature
    ("CTO d’éditeurs SaaS en croissance", "saas", 1, "lead"),
    ("CTO de places de marché", "commerce", 1, "mixed"),
    ("CTO de services financiers réglementés", "finance", 0, "lead"),
    ("CTO en santé numérique", "health", 1, "lead"),
    ("CTO d’industriels qui se numérisent", "industry", 0, "lead"),
    ("CTO de jeunes équipes produit", "education", 2, "mixed"),
    ("CTO en logistique et transport", "logistics", 1, "lead"),
    ("CTO en énergie et climat", "energy", 1, "mixed"),
)
ZONES = (("75", "92", "93", "94"), ("69", "38", "42"), ("44", "35", "49"), ("33", "31"), ("59", "62"), ("13", "34"), ("67",))
TAGS = (("python", "django", "postgresql"), ("typescript", "react", "node"), ("php", "symfony"), ("java", "kubernetes", "aws"), ("ruby", "postgresql"))
