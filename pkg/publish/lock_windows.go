package publish

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

// lockFile takes the lock or says that somebody has it. The system gives it
// back when the process ends, however it ends.
func lockFile(f *os.File) (taken bool, err error) {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err = windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

func isNotDir(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

func isFull(err error) bool { return errors.Is(err, windows.ERROR_DISK_FULL) }
