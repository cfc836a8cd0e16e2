#ifndef CCURSES_H
#define CCURSES_H
// What the program needs of ncurses. Its header stays out of Swift's sight:
// stdscr, COLS and LINES are shared mutable globals, and half of the rest are macros.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cc_status { CC_OK, CC_NO_TTY, CC_BAD_TERM, CC_NOT_UTF8 };
enum cc_kind { CC_CHAR, CC_KEY, CC_RESIZE, CC_PASTE_BEGIN, CC_PASTE_END };
enum cc_key {
  CC_KEY_OTHER, CC_KEY_UP, CC_KEY_DOWN, CC_KEY_LEFT, CC_KEY_RIGHT, CC_KEY_HOME, CC_KEY_END,
  CC_KEY_PAGE_UP, CC_KEY_PAGE_DOWN, CC_KEY_BACKSPACE, CC_KEY_DELETE, CC_KEY_BACK_TAB,
  CC_KEY_ENTER, CC_KEY_FUNCTION
};
enum cc_attribute { CC_BOLD = 1, CC_DIM = 2, CC_UNDERLINE = 4, CC_REVERSE = 8, CC_ITALIC = 16 };
enum cc_ready { CC_INPUT = 1, CC_SIGNAL = 2, CC_GONE = 4 };

// code: a scalar (CC_CHAR), an enum cc_key (CC_KEY)
// number: of a function key
typedef struct { int kind; uint32_t code; int number; } cc_event;

int  cc_start(bool colour);                   // an enum cc_status; every way out restores the tty
void cc_stop(void);                           // may be called at any time, and again
void cc_leave(void);                          // cc_stop for another program, which gets ^C and ^Z too
void cc_resume(void);                         // back into the screen, which is blank
bool cc_suspend(void);                        // stops the job; false where no shell would wake it
void cc_size(int *rows, int *cols);
bool cc_get(cc_event *event);                 // false when nothing waits
int  cc_wait(int milliseconds);               // a set of enum cc_ready; -1 waits for ever
int  cc_signal(void);                         // the next signal that came, or 0
void cc_bidi_off(bool off);                   // whether the terminal is told not to reorder text itself
void cc_clear(void);                          // these add to what cc_flush sends
void cc_move(int row, int column);
void cc_clear_to_end(void);                   // of the cursor's row
void cc_style(uint32_t attributes, int colour);
void cc_send(const char *bytes, size_t count);
void cc_cursor(bool visible);
void cc_flush(void);
void cc_mouse(bool on);                       // off leaves the mouse to the terminal
int  cc_colours(void);                        // 0 where there are none, or none are wanted

#endif
