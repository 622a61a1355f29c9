/** Loaded before a program (`node --import`): where OPORA_PEAK_FILE says, it leaves the most memory that the process ever held, in MB. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const file = process.env['OPORA_PEAK_FILE']
if (file !== undefined) process.on('exit', () => writeFileSync(file, String(Math.round(peakKilobytes() / 1024))))

/** Of this program alone: what the system says of a process begins with the memory of the one that started it. */
function peakKilobytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? []
  return kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)
}
