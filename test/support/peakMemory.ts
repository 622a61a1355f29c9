/** Loaded before a program (`node --import`): where OPORA_PEAK_FILE says, it leaves the most memory that the process ever held, in MB. */
import { writeFileSync } from 'node:fs'

const file = process.env['OPORA_PEAK_FILE']
if (file !== undefined) {
  process.on('exit', () => writeFileSync(file, String(Math.round(process.resourceUsage().maxRSS / 1024))))
}
