#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE 1
#define NCURSES_WIDECHAR 1
#include "ccurses.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

enum { PASTE_BEGIN = 0x1000, PASTE_END };

static struct {
  bool live, bidi_off, colour, mouse;
  WINDOW *keys;
  struct termios before;
  int wake[2];
  struct sigaction curses_winch;
} state = {.wake = {-1, -1}};


static void modes(bool on);
static void enter(void);

// A crash leaves the tty as it was, with calls that a signal handler may make, and dies as it would.
static void on_crash(int number) {
  static const char leave[] = "\033[?1000l\033[?1006l\033[?2004l\033[?2027l\033[8h\033[?7h\033[?1l\033>\033[?1049l\033[?25h\033[0m\r\n";
  if (state.live) {
    (void)!write(STDOUT_FILENO, leave, sizeof leave - 1);
    tcsetattr(STDIN_FILENO, TCSANOW, &state.before);
  }
  signal(number, SIG_DFL);
  raise(number);
}

static void on_nothing(int number) { (void)number; }

static void on_signal(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  (void)!write(state.wake[1], &byte, 1);
  if (number == SIGWINCH && state.curses_winch.sa_handler != SIG_DFL &&
      state.curses_winch.sa_handler != SIG_IGN)
    state.curses_winch.sa_handler(number);
  errno = saved;
}

static void handle(int number, void (*handler)(int), struct sigaction *old) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  sigaction(number, &action, old);
}

static const int asked[] = {SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT};
enum { ASKED = sizeof asked / sizeof *asked, CRASHES = sizeof crashes / sizeof *crashes };

static void watch_signals(void) {
  if (state.wake[0] < 0) {
    if (pipe(state.wake) != 0) abort();
    for (int end = 0; end < 2; end++) {
      fcntl(state.wake[end], F_SETFL, O_NONBLOCK);
      fcntl(state.wake[end], F_SETFD, FD_CLOEXEC);
    }
  }
  handle(SIGWINCH, on_signal, &state.curses_winch);
  for (int i = 0; i < ASKED; i++) handle(asked[i], on_signal, NULL);
  for (int i = 0; i < CRASHES; i++) handle(crashes[i], on_crash, NULL);
}

static bool is_utf8(void) {
  if (setlocale(LC_ALL, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  return setlocale(LC_CTYPE, "C.UTF-8") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int cc_start(bool colour) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return CC_NO_TTY;
  if (!is_utf8()) return CC_NOT_UTF8;
  int problem = 0;
  if (setupterm(NULL, STDOUT_FILENO, &problem) == ERR || !cursor_address || !clear_screen ||
      !clr_eol)
    return CC_BAD_TERM;
  tcgetattr(STDIN_FILENO, &state.before);
  SCREEN *screen = newterm(NULL, stdout, stdin);
  if (!screen) return CC_BAD_TERM;
  set_term(screen);
  set_escdelay(25);
  raw();
  noecho();
  nonl();
  // Keys are read from a pad: reading from a window would paint it.
  state.keys = newpad(1, 1);
  if (!state.keys) return CC_BAD_TERM;
  keypad(state.keys, TRUE);
  meta(state.keys, TRUE);
  nodelay(state.keys, TRUE);
  define_key("\033[200~", PASTE_BEGIN);
  define_key("\033[201~", PASTE_END);
  // Where the terminal's own background cannot be kept, a colour would bring a black one.
  state.colour = colour && has_colors() && start_color() == OK && use_default_colors() == OK;
  state.live = true;
  watch_signals();
  atexit(cc_stop);
  enter();
  return CC_OK;
}

void cc_bidi_off(bool off) {
  state.bidi_off = off;
  const char *bidi = off ? "\033[8l" : "\033[8h";
  cc_send(bidi, strlen(bidi));
}

// Enters the screen, which curses leaves blank: nothing is ever put on its windows.
static void enter(void) {
  clearok(curscr, TRUE);
  wnoutrefresh(curscr);
  doupdate();
  modes(true);
}

void cc_stop(void) {
  if (!state.live) return;
  state.live = false;
  mousemask(0, NULL);
  modes(false);
  endwin();
}

static void fit_to_window(void) {
  struct winsize window;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_row > 0 &&
      is_term_resized(window.ws_row, window.ws_col))
    resizeterm(window.ws_row, window.ws_col);
}

void cc_leave(void) {
  cc_stop();
  // The keys are another program's now: ^Z stops us together with it, or the shell would wait for
  // us while we wait for it; ^C and ^\ are not for us. A handler, unlike SIG_IGN, isn't inherited.
  handle(SIGTSTP, SIG_DFL, NULL);
  handle(SIGINT, on_nothing, NULL);
  handle(SIGQUIT, on_nothing, NULL);
}

void cc_resume(void) {
  handle(SIGTSTP, on_signal, NULL);
  handle(SIGINT, on_signal, NULL);
  handle(SIGQUIT, on_crash, NULL);
  state.live = true;
  enter();
  cc_mouse(state.mouse);
  fit_to_window();
}

bool cc_suspend(void) {
  if (getsid(0) == getpid()) return false;  // nobody above us would send SIGCONT
  cc_stop();
  // Programs that started us, such as make, stop with us; SIGSTOP stops us for certain.
  signal(SIGTSTP, SIG_IGN);
  kill(0, SIGTSTP);
  kill(getpid(), SIGSTOP);
  cc_resume();
  return true;
}

void cc_size(int *rows, int *cols) { getmaxyx(stdscr, *rows, *cols); }

static uint32_t key(wint_t code, int *number) {
  switch (code) {
    case KEY_UP: return CC_KEY_UP;
    case KEY_DOWN: return CC_KEY_DOWN;
    case KEY_LEFT: return CC_KEY_LEFT;
    case KEY_RIGHT: return CC_KEY_RIGHT;
    case KEY_HOME: return CC_KEY_HOME;
    case KEY_END: return CC_KEY_END;
    case KEY_PPAGE: return CC_KEY_PAGE_UP;
    case KEY_NPAGE: return CC_KEY_PAGE_DOWN;
    case KEY_BACKSPACE: return CC_KEY_BACKSPACE;
    case KEY_DC: return CC_KEY_DELETE;
    case KEY_BTAB: return CC_KEY_BACK_TAB;
    case KEY_ENTER: return CC_KEY_ENTER;
  }
  if (code >= KEY_F(1) && code <= KEY_F(12)) {
    *number = (int)(code - KEY_F0);
    return CC_KEY_FUNCTION;
  }
  return CC_KEY_OTHER;
}

void cc_mouse(bool on) {
  state.mouse = on;
  // A press is a press: waiting whether it becomes a click would make it late.
  mouseinterval(0);
  mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
  // Reports are read like other sequences: ncurses takes any three bytes for the rest of one.
  keyok(KEY_MOUSE, FALSE);
}

// A character whose bytes have not all come: lines deliver their packets cut anywhere, and ncurses would lose
// what has come of it.
static struct {
  uint32_t code, least;
  int missing;
  // The key that came in its place; ERR for none.
  int next;
} utf8 = {.next = ERR};

enum { REPLACEMENT = 0xFFFD };

// Begins a character; gives its code where it has one byte, and -1 where more are to come.
static int64_t begin(int byte) {
  if (byte < 0x80) return byte;
  if (byte < 0xC2 || byte > 0xF4) return REPLACEMENT;
  utf8.missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
  utf8.least = byte < 0xE0 ? 0x80 : byte < 0xF0 ? 0x800 : 0x10000;
  utf8.code = byte & (0x3F >> utf8.missing);
  return -1;
}

// Goes on with a character; gives its code once it is whole, and -1 before.
static int64_t proceed(int byte) {
  utf8.code = utf8.code << 6 | (byte & 0x3F);
  if (--utf8.missing > 0) return -1;
  bool legal = utf8.code >= utf8.least && utf8.code <= 0x10FFFF && utf8.code >> 11 != 0xD800 >> 11;
  return legal ? utf8.code : REPLACEMENT;
}

bool cc_get(cc_event *event) {
  memset(event, 0, sizeof *event);
  int code;
  for (;;) {
    code = utf8.next != ERR ? utf8.next : wgetch(state.keys);
    utf8.next = ERR;
    if (code == ERR) return false;
    if (code > 0xFF && utf8.missing == 0) break;
    int64_t character;
    if (utf8.missing == 0) {
      character = begin(code);
    } else if (code <= 0xFF && (code & 0xC0) == 0x80) {
      character = proceed(code);
    } else {
      utf8.missing = 0;
      utf8.next = code;
      character = REPLACEMENT;
    }
    if (character < 0) continue;
    event->kind = CC_CHAR;
    event->code = (uint32_t)character;
    return true;
  }
  if (code == KEY_RESIZE) {
    event->kind = CC_RESIZE;
  } else if (code == PASTE_BEGIN) {
    event->kind = CC_PASTE_BEGIN;
  } else if (code == PASTE_END) {
    event->kind = CC_PASTE_END;
  } else {
    event->kind = CC_KEY;
    event->code = key(code, &event->number);
  }
  return true;
}

int cc_wait(int milliseconds) {
  struct pollfd both[2] = {{STDIN_FILENO, POLLIN, 0}, {state.wake[0], POLLIN, 0}};
  // A signal ends the wait, not what is being waited for: a paste goes on.
  if (poll(both, 2, milliseconds) < 0) return CC_SIGNAL;
  int ready = 0;
  if (both[0].revents & POLLIN) {
    int waiting = 0;
    // Readable without a byte: the other end is closed.
    bool ended = ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
    ready |= ended && (both[0].revents & POLLHUP) ? CC_GONE : CC_INPUT;
  } else if (both[0].revents & (POLLHUP | POLLERR | POLLNVAL)) {
    ready |= CC_GONE;
  }
  if (both[1].revents & POLLIN) ready |= CC_SIGNAL;
  return ready;
}

int cc_signal(void) {
  unsigned char byte;
  return read(state.wake[0], &byte, 1) == 1 ? byte : 0;
}

// What is painted waits here, so that a frame is one write and is never seen half done.
static struct {
  char *bytes;
  size_t used, room;
} output;

static int put_byte(int byte) {
  if (output.used == output.room) {
    output.room = output.room ? output.room * 2 : 1 << 16;
    output.bytes = realloc(output.bytes, output.room);
    if (!output.bytes) abort();
  }
  output.bytes[output.used++] = (char)byte;
  return byte;
}

static void put_capability(const char *capability) {
  if (capability) tputs(capability, 1, put_byte);
}

void cc_send(const char *bytes, size_t count) {
  for (size_t i = 0; i < count; i++) put_byte((unsigned char)bytes[i]);
}

void cc_flush(void) {
  for (size_t sent = 0; sent < output.used;) {
    ssize_t count = write(STDOUT_FILENO, output.bytes + sent, output.used - sent);
    if (count > 0) {
      sent += (size_t)count;
    } else if (errno == EAGAIN) {
      struct pollfd room = {STDOUT_FILENO, POLLOUT, 0};
      poll(&room, 1, -1);
    } else if (errno != EINTR) {
      break;  // The terminal is gone, which the next wait tells.
    }
  }
  output.used = 0;
}

void cc_move(int row, int column) { put_capability(tparm(cursor_address, row, column)); }

void cc_clear(void) {
  cc_style(0, -1);
  put_capability(clear_screen);
}

void cc_clear_to_end(void) {
  cc_style(0, -1);
  put_capability(clr_eol);
}

// Attributes that a terminal cannot show together with a colour (terminfo's ncv).
static uint32_t lost_in_colour(void) {
  uint32_t lost = 0;
  if (no_color_video <= 0) return 0;
  if (no_color_video & 1 << 1) lost |= CC_UNDERLINE;
  if (no_color_video & 1 << 2) lost |= CC_REVERSE;
  if (no_color_video & 1 << 4) lost |= CC_DIM;
  if (no_color_video & 1 << 5) lost |= CC_BOLD;
  if (no_color_video & 1 << 15) lost |= CC_ITALIC;
  return lost;
}

void cc_style(uint32_t attributes, int colour) {
  bool has_colour = state.colour && colour >= 0;
  if (has_colour) attributes &= ~lost_in_colour();
  put_capability(exit_attribute_mode);
  if (attributes & CC_BOLD) put_capability(enter_bold_mode);
  if (attributes & CC_DIM) put_capability(enter_dim_mode);
  if (attributes & CC_UNDERLINE) put_capability(enter_underline_mode);
  if (attributes & CC_REVERSE) put_capability(enter_reverse_mode);
  if (attributes & CC_ITALIC) put_capability(enter_italics_mode);
  if (has_colour && set_a_foreground) put_capability(tparm(set_a_foreground, colour));
}

// Modes that curses does not know: bracketed paste, widths by grapheme clusters where they are offered, and
// the terminal's own reordering (ECMA-48 BDSM); and no wrapping, so that a text that a terminal draws
// wider than it was laid out stays on its row.
static void modes(bool on) {
  const char *own = on ? "\033[?2004h\033[?2027h" : "\033[?2004l\033[?2027l";
  cc_send(own, strlen(own));
  put_capability(on ? exit_am_mode : enter_am_mode);
  if (state.bidi_off) {
    const char *bidi = on ? "\033[8l" : "\033[8h";
    cc_send(bidi, strlen(bidi));
  }
  if (!on) {
    put_capability(exit_attribute_mode);
    cc_cursor(true);
  }
  cc_flush();
}

void cc_cursor(bool visible) { put_capability(visible ? cursor_normal : cursor_invisible); }

int cc_colours(void) { return state.colour ? COLORS : 0; }
