import { Client, escapeIdentifier } from 'pg'

/** An empty database of this name, whatever an earlier demo has left in it. */
export async function makeAnew(adminUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
    await client.query(`create database ${escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
