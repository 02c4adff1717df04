#ifndef EVALROUTE_CPROCESS_H
#define EVALROUTE_CPROCESS_H

/// A started program: its number, which is its group's too, and this side's ends of its streams.
typedef struct {
  int number;
  int input;
  int output;
  int errors;
} evalroute_child;

/// How a program ended.
typedef struct {
  /// 0 while it runs.
  int has_ended;
  /// Whether `code` is the signal that ended it, not the status that it left.
  int by_signal;
  int code;
} evalroute_child_end;

/// Starts a program in a process group of its own, with pipes as its three standard streams.
///
/// The program is looked for on the PATH as a shell does, relative paths beginning at `folder`. It
/// gets this process's environment, none of its open files, and every signal as it is by default:
/// what is ignored here would otherwise be ignored there. This side's ends never block.
///
/// Returns 0, or the system's error.
int evalroute_child_start(
    const char *_Nullable const *_Nonnull arguments, const char *_Nonnull folder,
    evalroute_child *_Nonnull child);

/// Tells how a child ended, without waiting for it and without letting go of its number.
evalroute_child_end evalroute_child_end_of(int number);

#endif
