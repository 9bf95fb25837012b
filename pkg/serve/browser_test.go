package serve

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
)

// browser opens a page in a real browser. Where there is none, it says so.
func browser(t *testing.T) (context.Context, bool) {
	t.Helper()
	found := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			found = path
			break
		}
	}
	if found == "" {
		t.Log("left out: no browser on this machine")
		return nil, false
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(found), chromedp.NoSandbox, chromedp.WindowSize(800, 600))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 60*time.Second)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx, true
}

// poll waits until an expression is true. The page may load itself again in
// between.
func poll(expression string) chromedp.Action {
	return chromedp.ActionFunc(func(ctx context.Context) error {
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
			var is bool
			if chromedp.Evaluate("!!("+expression+")", &is).Do(ctx) == nil && is {
				return nil
			}
		}
		return fmt.Errorf("never true: %s", expression)
	})
}

func text(lines int, word string) string {
	var b strings.Builder
	for i := range lines {
		fmt.Fprintf(&b, "<h2 id=h%d>%d</h2><p>%s\n", i, i, word)
	}
	return "<main>" + b.String() + "</main>"
}

func TestInBrowser(t *testing.T) {
	ctx, ok := browser(t)
	if !ok {
		return
	}
	r := start(t, "127.0.0.1:0")
	r.write(t, "lesson.txt", text(200, "first"))
	var complaints []string
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*log.EventEntryAdded); ok && e.Entry.Source != "network" {
			complaints = append(complaints, e.Entry.Text)
		}
	})
	const shown = `document.querySelector("#course-findings")?.shadowRoot`
	var top, after float64
	var shownText string
	err := chromedp.Run(ctx, log.Enable(),
		chromedp.Navigate(r.url+"lesson/"),
		poll(`document.querySelectorAll("h2").length === 200`),
		chromedp.Evaluate(`document.getElementById("h100").scrollIntoView(); scrollBy(0, 10); document.getElementById("h100").getBoundingClientRect().top`, &top),
		chromedp.ActionFunc(func(context.Context) error {
			// text before the place grows; the place must stay
			r.write(t, "lesson.txt", "<p>more<p>more<p>more"+text(200, "second")+"<p>wrong")
			return nil
		}),
		poll(`document.querySelector("h2 + p").textContent.includes("second")`),
		poll(`document.readyState === "complete" && scrollY > 0`),
		chromedp.Evaluate(`document.getElementById("h100").getBoundingClientRect().top`, &after),
		poll(shown+`?.querySelector("mark")`),
		chromedp.Evaluate(shown+`.textContent`, &shownText),
		chromedp.ActionFunc(func(context.Context) error {
			r.write(t, "lesson.txt", text(200, "third"))
			return nil
		}),
		poll(`!document.querySelector("#course-findings") && document.querySelector("h2 + p").textContent.includes("third")`),
		// an error elsewhere lies over the page without loading it again
		chromedp.Evaluate(`window.same = true`, nil),
		chromedp.ActionFunc(func(context.Context) error {
			r.write(t, "other.txt", "wrong")
			return nil
		}),
		poll(shown+`?.querySelector("mark") && window.same`),
		chromedp.Evaluate(`dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}))`, nil),
		poll(`!document.querySelector("#course-findings")`),
	)
	if err != nil {
		t.Fatalf("%v; the server said %s", err, r.out)
	}
	if diff := top - after; diff > 1 || diff < -1 {
		t.Errorf("the place moved from %g to %g", top, after)
	}
	for _, want := range []string{"lesson.txt:", `"wrong" is wrong [is-wrong]`, "write right"} {
		if !strings.Contains(shownText, want) {
			t.Errorf("shown %q, want %q", shownText, want)
		}
	}
	if len(complaints) > 0 {
		t.Errorf("the browser complains: %q", complaints)
	}
}
