"""What the system or SQLite says went wrong, in Danish: a few words that a sentence can hold."""

from __future__ import annotations

import errno
import sqlite3

SYSTEM = {
    errno.ENOENT: "den findes ikke",
    errno.EACCES: "der mangler adgang",
    errno.EPERM: "der mangler adgang",
    errno.EISDIR: "det er en mappe",
    errno.ENOTDIR: "en del af stien er ikke en mappe",
    errno.EEXIST: "den findes i forvejen",
    errno.ENOTEMPTY: "mappen er ikke tom",
    errno.ENOSPC: "disken er fuld",
    errno.EDQUOT: "den plads, der er tildelt, er brugt",
    errno.EFBIG: "filen bliver større, end der må skrives",
    errno.EROFS: "disken er skrivebeskyttet",
    errno.EIO: "disken kan ikke læses eller skrives",
    errno.EBUSY: "et andet program har den åben",
    errno.ETXTBSY: "et andet program har den åben",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ELOOP: "genvejen fører i ring",
    errno.EMFILE: "for mange filer er åbne",
    errno.EADDRINUSE: "den er optaget",
    errno.EADDRNOTAVAIL: "adressen er ikke denne maskines",
}
SQLITE = {
    sqlite3.SQLITE_FULL: "disken er fuld",
    sqlite3.SQLITE_READONLY: "filen er skrivebeskyttet",
    sqlite3.SQLITE_PERM: "der mangler adgang",
    sqlite3.SQLITE_CANTOPEN: "filen kan ikke åbnes",
    sqlite3.SQLITE_BUSY: "et andet program skriver i filen",
    sqlite3.SQLITE_LOCKED: "et andet program skriver i filen",
    sqlite3.SQLITE_IOERR: "disken kan ikke læses eller skrives",
    sqlite3.SQLITE_CORRUPT: "filen er beskadiget",
    sqlite3.SQLITE_NOTADB: "filen er ikke en SQLite-fil",
    sqlite3.SQLITE_TOOBIG: "en tekst er for lang",
    sqlite3.SQLITE_NOMEM: "der er ikke hukommelse nok",
}


def paa_dansk(fejl: BaseException) -> str:
    """Why something could not be done; in the system's own words where it is none of those that users meet."""
    if isinstance(fejl, sqlite3.Error):
        kode = getattr(fejl, "sqlite_errorcode", None)
        return SQLITE.get(kode & 0xFF, str(fejl)) if kode else str(fejl)
    if isinstance(fejl, OSError):
        return SYSTEM.get(fejl.errno or 0, fejl.strerror or str(fejl))
    return str(fejl)
