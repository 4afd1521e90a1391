"""Bringing people in from other programs' files, and taking them away.

In: `formats` knows the formats and recognises a file's; a module a format reads it into candidates (`candidates`), with
a reason for every row that gives none. `planning` finds the contact that each row is about (`matching` weighs the
evidence), `fields` decides field by field, `preview` shows it all and becomes one change; `memory` holds what each
source said, so that importing again changes nothing. `importing` is the door for the shell and the screens.

Out: `exporting` is the door; a module `export_*` a format. Beside them: `duplicates` and `merge`, and `agenda`.
"""
