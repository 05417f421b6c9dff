"""Files that were damaged on their way."""

import io
import random
import zipfile

INSERTED = b"0123456789<>/[]() "


def damage(data: bytes, choices: random.Random) -> bytes:
    """Cut the end off, or change, drop and insert bytes."""
    if choices.random() < 0.2:
        return data[: choices.randrange(len(data))]
    damaged = bytearray(data)
    for _ in range(choices.choice([1, 3, 10, 100])):
        place = choices.randrange(len(damaged) + 1)
        match choices.randrange(3):
            case 0:
                damaged[place : place + 1] = bytes([choices.randrange(256)])
            case 1:
                del damaged[place : place + choices.randrange(1, 20)]
            case 2:
                damaged[place:place] = bytes(choices.choices(INSERTED, k=5))
    return bytes(damaged)


def damage_part(data: bytes, choices: random.Random) -> bytes:
    """Damage one part of a package, and pack it whole again."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        victim = choices.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damage(part, choices) if name == victim else part)
    return packed.getvalue()
