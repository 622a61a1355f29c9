import { mountPage } from '#app/mount.ts'
import SettingsApp from '#app/settings/SettingsApp.vue'

mountPage(SettingsApp)
