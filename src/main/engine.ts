/**
 * Entry of the engine process, as the desktop shell starts it (and as anything else may).
 *
 *   node src/main/engine.ts --socket PATH [--home DIR]        (in development)
 *   node engine.js          --socket PATH [--home DIR]        (bundled)
 *
 * - Environment: WINNOW_TOKEN, required, at least 16 characters: what every request must carry as
 *   `Authorization: Bearer TOKEN`. Not in argv, where other users could read it. WINNOW_HOME where `--home` is absent.
 * - `--socket PATH`: Unix socket or Windows named pipe to listen on, under 108 bytes. On Unix its folder should be the
 *   caller's own and private (0700); a socket left behind by a killed engine is replaced.
 * - stdin: a pipe that the starter holds open. When it ends (the starter quit or died) the engine stops.
 * - stdout: exactly one line of JSON once it answers, `{"ready":true,"socket":"PATH","url":null,"pid":123}`; or, where
 *   it cannot start, `{"ready":false,"error":ErrorBody}` and exit status 1. Nothing else is ever written there.
 * - stderr: only what kills the process (a crash of Node itself). Logs go to `WINNOW_HOME/logs/winnow.log`.
 * - SIGTERM, SIGINT, or the end of stdin: jobs are cancelled, the batch in flight is written, databases are closed, the
 *   socket is removed; exit status 0, within 10 seconds. A second signal ends it at once.
 */
