import pino from 'pino'

export type Log = pino.Logger

/** JSON lines on stderr (stdout belongs to the launcher's handshake). Nothing secret: bodies and tokens are not logged. */
export function makeLog(level: string): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['accessToken', '*.accessToken', 'token', '*.token', 'authorization'], censor: '[secret]' },
    },
    pino.destination({ dest: 2, sync: false }),
  )
}
