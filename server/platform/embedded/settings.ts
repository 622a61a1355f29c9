/** The database's settings as arguments: they are never written into its folder, so that a restored copy fits anywhere. */
export function settingsFor(socketDir: string, fsync: boolean, own: Record<string, string> = {}): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '96MB',
    max_wal_size: '512MB',
    max_logical_replication_workers: '0',
    random_page_cost: '1.1',
    jit: 'off',
    log_checkpoints: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off' }),
    ...own,
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
