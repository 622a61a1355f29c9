import { post } from '../access.ts'
import { empty } from '../common.ts'
import {
  addComponentInput,
  changeComponentInput,
  componentInput,
  monitoring,
  monitoringWithSecret,
  rotateComponentInput,
  setStatusPageInput,
} from './types.ts'

export const monitoringRoutes = {
  readMonitoring: post('/api/desk/monitoring', 'lead', empty, monitoring),
  addComponent: post('/api/desk/monitoring/add', 'lead', addComponentInput, monitoringWithSecret),
  changeComponent: post('/api/desk/monitoring/change', 'lead', changeComponentInput, monitoring),
  rotateComponent: post('/api/desk/monitoring/rotate', 'lead', rotateComponentInput, monitoringWithSecret),
  removeComponent: post('/api/desk/monitoring/remove', 'lead', componentInput, monitoring),
  setStatusPage: post('/api/desk/monitoring/page', 'owner', setStatusPageInput, monitoring),
} as const
