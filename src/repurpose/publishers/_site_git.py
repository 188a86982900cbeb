"""The commit of a post's files, and its push: these files and no others, nothing rewritten."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from repurpose.errors import LoginError, PublishError, Rejected, Unavailable
from repurpose.programs.git import GitFailed, git

MARK = "Repurpose-Post"  # a commit of ours says so in a trailer
LOCK = "index.lock"
PUSH_SECONDS = 120
_UNDER_WAY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
_NEWER = ("[rejected]", "non-fast-forward", "fetch first")
_NO_LOGIN = (
    "Authentication failed",
    "Permission denied",
    "could not read Username",
    "terminal prompts disabled",
    "Host key verification failed",
    "HTTP 403",
)


@dataclass(frozen=True, slots=True)
class Repository:
    """The one that a site's folder is in. `pushes`: commits are pushed, too."""

    folder: Path
    pushes: bool
    label: str

    def check(self) -> str:
        """The branch that commits go to. Looked at before anything is written.

        Raises:
            Rejected: there is none, or a push would take along what somebody else committed.
        """
        try:
            branch = git(self.folder, "symbolic-ref", "--short", "HEAD")
            under_way = git(self.folder, "rev-parse", "--git-path", ".")
        except GitFailed as failed:
            raise self._rejected(
                f"git cannot commit there: {failed.line}", "check out a branch in it"
            ) from failed
        if any((self.folder / under_way / name).exists() for name in _UNDER_WAY):
            raise self._rejected("a merge or rebase is under way there", "finish it first")
        if not self.pushes:
            return branch
        try:
            git(self.folder, "rev-parse", "--abbrev-ref", "@{upstream}")
            foreign = self._foreign()
        except GitFailed as failed:
            raise self._rejected(
                f"the branch {branch} has nowhere to be pushed to",
                f"push it once yourself: git push -u origin {branch}",
            ) from failed
        if foreign:
            raise self._rejected(
                f"a push would take along {foreign} commit(s) of yours that are not pushed yet",
                "push them yourself first",
            )
        return branch

    def is_settled(self, files: Sequence[Path]) -> bool:
        """Whether the files stand in the last commit, and that at the remote as far as is known."""
        try:
            if git(self.folder, "status", "--porcelain", "--", *self._names(files)):
                return False
            return not self.pushes or not git(self.folder, "rev-list", "@{upstream}..HEAD")
        except GitFailed:
            return False

    def record(self, files: Sequence[Path], title: str, key: str) -> None:
        """Commit the files, unless they are, and push. A file that is gone is committed as gone.

        Raises:
            Rejected: git refuses; what is staged besides stays as it is.
            Unavailable: the commit stands, and waits for its push.
            LoginError: git cannot log in at the remote.
        """
        names = self._names(files)
        try:
            if git(self.folder, "status", "--porcelain", "--", *names):
                git(self.folder, "add", "--all", "--", *names)
                message = f"{title}\n\n{MARK}: {key}"
                git(self.folder, "commit", "--quiet", "--only", "-m", message, "--", *names)
        except GitFailed as failed:
            if LOCK in failed.said:
                raise Unavailable(
                    "another git is at work there",
                    where=str(self.folder),
                    hint=f"the next run goes on; if there is none, delete .git/{LOCK}",
                ) from failed
            raise self._rejected(
                f"git does not commit: {failed.line}",
                "put that right, then: repurpose outbox retry",
            ) from failed
        if self.pushes:
            self._push()

    def _push(self) -> None:
        remote = "the remote"
        try:
            if not git(self.folder, "rev-list", "@{upstream}..HEAD"):
                return
            branch = git(self.folder, "symbolic-ref", "--short", "HEAD")
            remote = git(self.folder, "config", f"branch.{branch}.remote")
            target = git(self.folder, "config", f"branch.{branch}.merge")
            git(self.folder, "push", "--quiet", remote, f"HEAD:{target}", seconds=PUSH_SECONDS)
        except GitFailed as failed:
            raise self._not_pushed(failed, remote) from failed

    def _not_pushed(self, failed: GitFailed, remote: str) -> PublishError:
        later = "the next run pushes: repurpose publish --due"
        if any(words in failed.said for words in _NEWER):
            return Unavailable(
                f"the commit stands, but {remote} has newer ones that are not here",
                where=str(self.folder),
                hint=f"run git pull there; {later}",
            )
        if any(words in failed.said for words in _NO_LOGIN):
            return LoginError(
                f"git cannot log in at {remote}: {failed.line}",
                where=self.label,
                hint=f"let git push work there without questions (a key or a stored token); {later}",
            )
        if "remote rejected" in failed.said:
            return self._rejected(
                f"{remote} does not take the push: {failed.line}",
                "it may protect the branch; put that right, then: repurpose outbox retry",
            )
        return Unavailable(
            f"the commit stands, but cannot be pushed now: {failed.line}",
            where=str(self.folder),
            hint=later,
        )

    def _foreign(self) -> int:
        """How many commits that are not pushed are not ours."""
        form = f"%h %(trailers:key={MARK},valueonly)"
        lines = git(self.folder, "log", f"--format={form}", "@{upstream}..HEAD").splitlines()
        return sum(len(line.split()) == 1 for line in lines if line.strip())

    def _names(self, files: Sequence[Path]) -> list[str]:
        return [os.path.relpath(file, self.folder) for file in files]

    def _rejected(self, message: str, hint: str) -> Rejected:
        return Rejected(message, where=str(self.folder), hint=hint)
