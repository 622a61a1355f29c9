import { post } from '../access.ts'
import {
  auditChoices,
  auditPage,
  auditSheet,
  continueExportInput,
  exportAuditInput,
  exportedPart,
  listAuditInput,
} from './types.ts'
import { empty } from '../common.ts'

export const auditRoutes = {
  listAudit: { ...post('/api/desk/audit', 'owner', listAuditInput, auditPage), costly: 'question' },
  readAuditChoices: post('/api/desk/audit/choices', 'owner', empty, auditChoices),
  exportAudit: { ...post('/api/desk/audit/export', 'owner', exportAuditInput, exportedPart), costly: 'question' },
  exportAuditSheet: { ...post('/api/desk/audit/sheet', 'owner', exportAuditInput, auditSheet), costly: 'file' },
  continueAuditExport: {
    ...post('/api/desk/audit/export/continue', 'owner', continueExportInput, exportedPart),
    costly: 'question',
  },
} as const
