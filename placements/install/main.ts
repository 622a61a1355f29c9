import InstallApp from '#app/install/InstallApp.vue'
import { mountPage } from '#app/mount.ts'

mountPage(InstallApp)
