package state

import "strings"

// stateWord reads behind "state".
func (l *lexer) stateWord(rest string) (token, bool) {
	switch l.mode() {
	case mStateString:
		return l.stateString(rest)
	case mStateID:
		n := 0
		for n < len(rest) && rest[n] != '\n' && rest[n] != '{' {
			n++
		}
		l.pop()
		return l.take(tID, n), true
	}
	switch {
	case rest[0] == '\n':
		l.at++
		l.pop()
		return token{}, false
	case isSpace(rest[0]):
		l.at++
		return token{}, false
	case rest[0] == '#':
		l.at += lineEnd(rest)
		return token{}, false
	case rest[0] == '"':
		l.at++
		l.push(mStateString)
		return token{}, false
	case rest[0] == '{':
		l.swap(mStruct)
		return l.take(tStructStart, 1), true
	}
	if m := forkRule.FindStringSubmatch(rest[:lineEnd(rest)]); m != nil {
		l.pop()
		t := l.take(map[string]kind{"fork": tFork, "join": tJoin, "choice": tChoice}[strings.ToLower(m[2]+m[3])], len(m[0]))
		t.text = strings.TrimSpace(m[1])
		return t, true
	}
	if n := keyword(rest, "as"); n > 0 {
		l.push(mStateID)
		return l.take(tAs, n), true
	}
	n := 0
	for n < len(rest) && !isSpace(rest[n]) && rest[n] != '{' {
		n++
	}
	return l.take(tComposite, n), true
}

// stateString reads inside quotation marks.
func (l *lexer) stateString(rest string) (token, bool) {
	n := strings.IndexByte(rest, '"')
	if n == 0 {
		l.at++
		l.pop()
		return token{}, false
	}
	if n < 0 {
		n = len(rest)
	}
	return l.take(tStateDescr, n), true
}

// note reads behind "note".
func (l *lexer) note(rest string) (token, bool) {
	switch l.mode() {
	case mNote:
		for _, w := range [...]string{"left of", "right of"} {
			if hasWord(rest, w) {
				l.swap(mNoteID)
				return l.take(tNotePosition, len(w)), true
			}
		}
		if rest[0] == '"' {
			l.at++
			l.swap(mFloating)
			return token{}, false
		}
	case mNoteID:
		if m := noteIDRule.FindString(rest); m != "" {
			l.swap(mNoteText)
			return l.take(tID, len(m)), true
		}
	case mNoteText:
		if m := noteTextRule.FindString(rest); m != "" {
			l.pop()
			t := l.take(tNoteText, len(m))
			t.text = strings.TrimSpace(m[min(2, len(m)):])
			return t, true
		}
		if m := endNoteRule.FindStringIndex(rest); m != nil {
			l.pop()
			t := l.take(tNoteText, m[1])
			t.text = strings.TrimSpace(rest[:m[0]])
			return t, true
		}
		return l.take(tEnd, 0), true
	case mFloating, mFloatingID:
		return l.floating(rest)
	}
	return l.take(tInvalid, 1), true
}

// floating reads a note that belongs to no state.
func (l *lexer) floating(rest string) (token, bool) {
	if l.mode() == mFloatingID {
		l.pop()
		return l.take(tID, lineEnd(rest)), true
	}
	trimmed := strings.TrimLeft(rest, " \t\n\r")
	if strings.HasPrefix(strings.ToLower(trimmed), "as") {
		n := len(rest) - len(trimmed) + 2
		for n < len(rest) && isSpace(rest[n]) {
			n++
		}
		l.swap(mFloatingID)
		return l.take(tAs, n), true
	}
	if rest[0] == '"' {
		l.at++
		return token{}, false
	}
	n := strings.IndexByte(rest, '"')
	if n < 0 {
		n = len(rest)
	}
	return l.take(tNoteText, n), true
}

// style reads behind "classDef", "class", "style" and "scale".
func (l *lexer) style(rest string) (token, bool) {
	switch l.mode() {
	case mScale:
		if m := widthRule.FindString(rest); m != "" {
			l.at += len(m)
			l.pop()
			return token{}, false
		}
		n := 0
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		if n > 0 {
			return l.take(tIDs, n), true
		}
	case mClassDef:
		if m := wordRule.FindString(rest); m != "" {
			l.swap(mRest)
			return l.take(tClassDefID, len(m)), true
		}
	case mClass:
		if m := classIDsRule.FindString(rest); m != "" {
			l.swap(mRest)
			return l.take(tIDs, len(m)), true
		}
	case mStyle:
		if m := styleIDsRule.FindString(rest); m != "" {
			l.swap(mRest)
			return l.take(tIDs, len(m)), true
		}
	case mRest:
		l.pop()
		return l.take(tStyles, lineEnd(rest)), true
	}
	return l.take(tInvalid, 1), true
}
