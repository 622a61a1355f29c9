import { Client, escapeIdentifier } from 'pg'

/** Makes a database on an embedded server unless it is there. */
export async function createDatabase(adminUrl: string, name: string): Promise<'made' | 'found'> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount !== 0) return 'found'
    await client.query(`create database ${escapeIdentifier(name)}`)
    return 'made'
  } finally {
    await client.end()
  }
}
