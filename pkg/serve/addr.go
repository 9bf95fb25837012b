package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// CheckAddr says why an address cannot be listened on: it is none, or other
// machines could reach it.
func CheckAddr(addr string) error {
	_, _, err := checkAddr(addr)
	return err
}

// checkAddr splits an address and refuses hosts that other machines can
// reach.
func checkAddr(addr string) (host string, port int, err error) {
	host, portText, err := net.SplitHostPort(addr)
	if err != nil {
		return "", 0, fmt.Errorf("address %q: want host:port, such as 127.0.0.1:8080", addr)
	}
	if port, err = strconv.Atoi(portText); err != nil || port < 0 || port > 65535 {
		return "", 0, fmt.Errorf("address %q: %q is no port", addr, portText)
	}
	if !isLoopback(host) {
		where := "host " + host + " can be reached from other machines"
		if host == "" {
			where = "without a host, other machines can reach it"
		}
		return "", 0, fmt.Errorf("address %q: %s; the preview is for this one only, use 127.0.0.1:%d (to show a course to others, build it)", addr, where, port)
	}
	return host, port, nil
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// hostAllowed checks the Host header: a page of another site whose name was
// made to point at this machine (DNS rebinding) sends its own name.
func hostAllowed(header string) bool {
	host := header
	if h, _, err := net.SplitHostPort(header); err == nil {
		host = h
	}
	return isLoopback(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
}

func isTaken(err error) bool {
	const windowsTaken = syscall.Errno(10048) // WSAEADDRINUSE
	return errors.Is(err, syscall.EADDRINUSE) || runtime.GOOS == "windows" && errors.Is(err, windowsTaken)
}

// browse opens the address in the author's browser, if there is one.
func (s *Server) browse(ctx context.Context, url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	if err := exec.CommandContext(ctx, name, args...).Run(); err != nil && ctx.Err() == nil {
		s.say("cannot open a browser: %v; open %s yourself", err, url)
	}
}
