from entretien.tui.verbs.base import VerbPlace


class WriteVerbs(VerbPlace):
    def write_about(self, introduction: str, who: str) -> None: ...
