"""Spanish."""

from index.languages.words import SentenceWords, split_words

WORDS = SentenceWords(
    leading=split_words(
        "sr sres sra sras srta dr dra dres prof profa d dª dña dn lic ing arq gral cap cnel tte "
        "sto sta mons excmo excma ilmo fr hno hna ej EE RR FF AA aprox cf cfr vid p.ej"
    ),
    numbered=split_words(
        "núm núms nº art arts pág págs p pp caps fig figs tel tfno tlf apdo av avda vol "
        "vols t tomo párr inc ap km c cód esc izq dcha piso pta ed exp"
    ),
    shortened=split_words(
        "etc uu hh oo ss ud uds vd vds máx mín cía cia ltda ene feb abr jun jul ago sep sept oct "
        "nov dic vs op cit"
    ),
    starters=split_words(
        "A Además Ahora Al Algo Algunos Algunas Allí Antes Ante Aquel Aquella Aquí Así Aun Aunque "
        "Bajo Cada Casi Como Cómo Con Contra Cual Cuál Cuando Cuándo De Del Desde Después Donde "
        "Dónde Dos Durante E El Él Ella Ellas Ellos En Entonces Entre Era Es Esa Ese Eso Esta "
        "Está Estas Este Esto Estos Fue Ha Hasta Hay Hoy La Las Le Les Lo Los Luego Más Me Mi "
        "Mientras Mucho Muchos Muy Nada Nadie Ni Ninguna No Nos Nosotros Nuestra Nuestro O Otra "
        "Otras Otro Otros Para Pero Poco Por Porque Pues Que Qué Quien Quién Se Según Ser Si Sí "
        "Sin Sino Sobre Solo Su Sus También Tampoco Tanto Te Tiene Toda Todas Todo Todos Tras "
        "Tres Tu Un Una Uno Unos Usted Varios Y Ya Yo"
    ),
    lettered=split_words(
        "anexo bloque categoría clase edificio grupo letra parte plan tipo variante vitamina zona"
    ),
)
"""Abbreviations as they stand behind the last space."""
