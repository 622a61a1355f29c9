/** `npm run backup -- FOLDER [--with-key]`: a copy of database and files while the server works. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeBackup } from './platform/embedded/backupFolder.ts'
import { runCommand, say } from './platform/embedded/console.ts'
import { choosePlaces } from './platform/embedded/places.ts'
import { startFailure } from './platform/embedded/startFailure.ts'

await runCommand(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { 'with-key': { type: 'boolean' } } })
  const [name] = positionals
  if (name === undefined) throw startFailure('Name the folder for the copy: npm run backup -- FOLDER [--with-key].')
  if (process.env['DATABASE_URL']) {
    throw startFailure(
      'DATABASE_URL names a PostgreSQL of your own: back it up with its own tools (pg_dump), and the files folder.',
    )
  }
  // npm runs scripts in the project's folder; a relative path is meant from where the operator stands.
  const folder = resolve(process.env['INIT_CWD'] ?? '.', name)
  const places = choosePlaces(process.env['OPORA_DATA_DIR'])
  const advice = await makeBackup(places, folder, values['with-key'] ? 'with key' : 'without key')
  say(`The backup is in ${folder}. ${advice}`)
  return 0
})
