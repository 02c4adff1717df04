// pipe2 and posix_spawn_file_actions_addchdir_np are extensions, which Swift does not see.
#define _GNU_SOURCE

#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/// Returns a descriptor above the three standard ones, closed in every program started.
static int above_streams(int descriptor) {
  int higher = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  int error = errno;
  close(descriptor);
  errno = error;
  return higher;
}

/// Opens a pipe that no other program started meanwhile can inherit, where the system allows.
static int open_pipe(int ends[2]) {
#ifdef __linux__
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return -1;
  }
#else
  if (pipe(ends) != 0) {
    return -1;
  }
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
#endif
  ends[0] = above_streams(ends[0]);
  ends[1] = above_streams(ends[1]);
  return ends[0] < 0 || ends[1] < 0 ? -1 : 0;
}

static void close_all(int pipes[3][2]) {
  for (int stream = 0; stream < 3; stream++) {
    for (int end = 0; end < 2; end++) {
      if (pipes[stream][end] >= 0) {
        close(pipes[stream][end]);
      }
    }
  }
}

static int spawn(
    const char *const *arguments, const char *folder, int pipes[3][2], pid_t *number) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t signals;
  int error = posix_spawn_file_actions_init(&actions);
  if (error != 0) {
    return error;
  }
  error = posix_spawnattr_init(&attributes);
  if (error != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return error;
  }
  error = posix_spawn_file_actions_addchdir_np(&actions, folder);
  for (int stream = 0; stream < 3 && error == 0; stream++) {
    int end = pipes[stream][stream == 0 ? 0 : 1];
    error = posix_spawn_file_actions_adddup2(&actions, end, stream);
  }
  posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setpgroup(&attributes, 0);
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  int plain[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGUSR1, SIGUSR2, SIGCHLD};
  for (size_t index = 0; index < sizeof plain / sizeof plain[0]; index++) {
    sigaddset(&signals, plain[index]);
  }
  posix_spawnattr_setsigdefault(&attributes, &signals);
  if (error == 0) {
    error = posix_spawnp(
        number, arguments[0], &actions, &attributes, (char *const *)arguments, environ);
  }
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int evalroute_child_start(
    const char *const *arguments, const char *folder, evalroute_child *child) {
  int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
  for (int stream = 0; stream < 3; stream++) {
    if (open_pipe(pipes[stream]) != 0) {
      int error = errno;
      close_all(pipes);
      return error;
    }
  }
  pid_t number = 0;
  int error = spawn(arguments, folder, pipes, &number);
  if (error != 0) {
    close_all(pipes);
    return error;
  }
  child->number = number;
  child->input = pipes[0][1];
  child->output = pipes[1][0];
  child->errors = pipes[2][0];
  close(pipes[0][0]);
  close(pipes[1][1]);
  close(pipes[2][1]);
  fcntl(child->input, F_SETFL, O_NONBLOCK);
  fcntl(child->output, F_SETFL, O_NONBLOCK);
  fcntl(child->errors, F_SETFL, O_NONBLOCK);
  return 0;
}

evalroute_child_end evalroute_child_end_of(int number) {
  evalroute_child_end end = {0, 0, 0};
  siginfo_t info;
  memset(&info, 0, sizeof info);
  if (waitid(P_PID, (id_t)number, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) {
    return end;
  }
  end.has_ended = 1;
  end.by_signal = info.si_code != CLD_EXITED;
  end.code = info.si_status;
  return end;
}
