"""Exceptions of the corpus."""


class CorpusError(Exception):
    """The corpus refuses a change.

    `user_message` is a translated sentence for the person who asked for the change.
    """

    def __init__(self, user_message: str) -> None:
        super().__init__(user_message)
        self.user_message = user_message
