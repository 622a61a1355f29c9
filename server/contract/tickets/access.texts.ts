import { catalogue } from '../common.ts'
import type { AccessKind, RemoteTool } from './access.types.ts'

/** What each kind of access is called, inside a sentence. */
export const accessKindTexts = catalogue({
  ru: {
    portal: 'портал Битрикс24',
    siteAdmin: 'панель управления сайтом',
    ftp: 'FTP',
    ssh: 'SSH',
    hosting: 'панель хостинга',
    licenceKey: 'лицензионный ключ',
    remote: 'удалённый сеанс',
    other: 'другой доступ',
  } satisfies Record<AccessKind, string>,
  uk: {
    portal: 'портал Бітрікс24',
    siteAdmin: 'панель керування сайтом',
    ftp: 'FTP',
    ssh: 'SSH',
    hosting: 'панель хостингу',
    licenceKey: 'ліцензійний ключ',
    remote: 'віддалений сеанс',
    other: 'інший доступ',
  },
  en: {
    portal: 'Bitrix24 portal',
    siteAdmin: 'site’s control panel',
    ftp: 'FTP',
    ssh: 'SSH',
    hosting: 'hosting panel',
    licenceKey: 'licence key',
    remote: 'remote session',
    other: 'other access',
  },
})

/** Programs for a session at a client's screen. */
export const remoteToolTexts = catalogue({
  ru: {
    anydesk: 'AnyDesk',
    teamviewer: 'TeamViewer',
    rudesktop: 'RuDesktop',
    assistant: 'Ассистент',
    other: 'другая программа',
  } satisfies Record<RemoteTool, string>,
  uk: {
    anydesk: 'AnyDesk',
    teamviewer: 'TeamViewer',
    rudesktop: 'RuDesktop',
    assistant: 'Ассистент',
    other: 'інша програма',
  },
  en: {
    anydesk: 'AnyDesk',
    teamviewer: 'TeamViewer',
    rudesktop: 'RuDesktop',
    assistant: 'Assistant',
    other: 'another program',
  },
})
