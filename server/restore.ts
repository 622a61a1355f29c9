/** `npm run restore -- FOLDER [--replace]`: puts a copy made by `npm run backup` in the place of the data folder. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { restoreBackup } from './platform/embedded/backupFolder.ts'
import { runCommand, say } from './platform/embedded/console.ts'
import { choosePlaces } from './platform/embedded/places.ts'
import { startFailure } from './platform/embedded/startFailure.ts'

await runCommand(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' } } })
  const [name] = positionals
  if (name === undefined) throw startFailure('Name the folder of the backup: npm run restore -- FOLDER [--replace].')
  if (process.env['DATABASE_URL']) {
    throw startFailure(
      'DATABASE_URL names a PostgreSQL of your own: restore it with its own tools, and the files folder.',
    )
  }
  const folder = resolve(process.env['INIT_CWD'] ?? '.', name)
  const places = choosePlaces(process.env['OPORA_DATA_DIR'])
  const advice = await restoreBackup(places, folder, values.replace ? 'replace' : 'refuse')
  say(`The backup ${folder} is back in ${places.dataDir} and has started once. ${advice}`)
  return 0
})
