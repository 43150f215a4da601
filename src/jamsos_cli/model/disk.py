"""What a disk answers when a file or folder cannot be opened or written, in words for people."""

import errno

from jamsos_cli.model.wording import Text

_FULL = Text("disk penuh", "the disk is full")
_DENIED = Text("tidak diizinkan", "it is not allowed")
_WHY = {
    errno.ENOENT: Text("tempat itu tidak ada", "there is no such place"),
    errno.ENOTDIR: Text("sebagian alamatnya berkas, bukan folder", "a part of its path is a file, no folder"),
    errno.EISDIR: Text("itu folder, bukan berkas", "it is a folder, no file"),
    errno.EEXIST: Text("sudah ada berkas dengan nama itu", "there is a file of that name"),
    errno.ENOTEMPTY: Text("foldernya tidak kosong", "the folder is not empty"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: Text("tempat itu hanya dapat dibaca", "that place can only be read"),
    errno.ENOSPC: _FULL,
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: _FULL,
    errno.EFBIG: Text("berkasnya terlalu besar untuk disk itu", "the file is too large for that disk"),
    errno.ENAMETOOLONG: Text("namanya terlalu panjang", "the name is too long"),
    errno.EINVAL: Text("namanya tidak dapat dipakai di disk itu", "the name cannot be used on that disk"),
    errno.ELOOP: Text("pintasannya berputar-putar", "its links lead round in a circle"),
    errno.EIO: Text("disk atau flashdisk bermasalah", "the disk does not answer"),
    errno.EBUSY: Text("sedang dipakai program lain", "another program uses it"),
    errno.ETXTBSY: Text("sedang dipakai program lain", "another program uses it"),
    errno.EMFILE: Text("terlalu banyak berkas terbuka", "too many files are open"),
}


def said(error: OSError) -> Text:
    """Give why the disk refused, never in the system's own words, which are English; what is rare by its number.

    >>> said(FileNotFoundError(errno.ENOENT, "No such file or directory")).id
    'tempat itu tidak ada'
    >>> said(OSError(99, "Cannot assign requested address")).id
    'kesalahan sistem nomor 99'
    """
    number = error.errno if error.errno is not None else 0
    return _WHY.get(number) or Text(f"kesalahan sistem nomor {number}", f"system error number {number}")
