// The fields of actions and feedbacks, with what the wall has to choose from.
import { cameras, displays, alarms, layouts, nameOf, tileKey, tiles } from './state.js'

const choices = (list) => list.map((one) => ({ id: one.id, label: one.name || one.id }))

// What stands on a button may be gone from the wall for a while: a typed id is good too.
function dropdown(id, label, list, first = undefined) {
	const all = first ? [first, ...list] : list
	return { type: 'dropdown', id, label, choices: all, default: all[0]?.id ?? '', allowCustom: true }
}

export const layoutField = (state) => dropdown('layout', 'Layout', choices(layouts(state)))
export const displayField = (state, all = 'The whole wall') =>
	dropdown('display', 'Display', choices(displays(state)), { id: '', label: all })
export const cameraField = (state) => dropdown('camera', 'Camera', choices(cameras(state)))
export const alarmField = (state, any = undefined) =>
	dropdown('alarm', 'Alarm', choices(alarms(state)), any && { id: '', label: any })
export const tileField = (state) =>
	dropdown(
		'tile',
		'Tile',
		tiles(state).map((tile) => ({
			id: tileKey(tile),
			label: `${nameOf(displays(state), tile.display)}: ${nameOf(cameras(state), tile.camera) || tile.card || tile.id}`,
		}))
	)
export const secondsField = (initial, label = 'Seconds (0: until something else is chosen)') => ({
	type: 'number',
	id: 'seconds',
	label,
	min: 0,
	max: 86400,
	default: initial,
})
export const textField = (id, label, initial = '') => ({
	type: 'textinput',
	id,
	label,
	default: initial,
	useVariables: true,
})
export const levelField = () => ({
	type: 'dropdown',
	id: 'level',
	label: 'Level',
	choices: [
		{ id: 'info', label: 'Information' },
		{ id: 'warning', label: 'Warning' },
		{ id: 'emergency', label: 'Emergency' },
	],
	default: 'info',
})
