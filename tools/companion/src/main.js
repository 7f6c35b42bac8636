// What Companion starts.
import { runEntrypoint } from '@companion-module/base'
import { PendopoInstance } from './instance.js'

runEntrypoint(PendopoInstance, [])
