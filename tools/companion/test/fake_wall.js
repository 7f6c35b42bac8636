// A small wall that keeps to the contract of /api/v1: events with states and patches, commands with
// tokens. What it shows is steered by the test.
import http from 'node:http'
import https from 'node:https'
import rfc6902 from 'rfc6902'
import { WebSocketServer } from 'ws'

export const TOKEN = 'token-of-the-test'

export function document() {
	return {
		name: 'Lobi',
		layout: 'ringkasan',
		layouts: [
			{ id: 'pasar', name: 'Pasar', active: false },
			{ id: 'ringkasan', name: 'Ringkasan', active: true },
		],
		displays: [
			{ id: 'kiri', name: 'Kiri' },
			{ id: 'kanan-1', name: 'Kanan' },
		],
		tiles: [
			{ display: 'kiri', id: '0', camera: 'rsud', card: '', state: 'live' },
			{ display: 'kanan-1', id: 'wall/0', camera: '', card: 'apbd', state: 'old' },
		],
		cameras: [{ id: 'rsud', name: 'RSUD', state: 'playing' }],
		problems: [],
		control: {
			tag: 'e-1',
			hold: null,
			displays: ['kiri', 'kanan-1'].map((display) => ({
				display,
				layout: 'ringkasan',
				priority: 'schedule',
				reason: 'Jadwal: Pagi',
				by: 'schedule',
				from: 'wall',
				since_ms: 0,
				until_ms: null,
				tile: '',
				alarm: '',
				identify: false,
			})),
			claims: [],
			message: null,
			cameras_hidden: false,
			hidden_cameras: [],
			rehearsal: null,
			trial: null,
			undo: null,
			alarms: [
				{ id: 'gempa', name: 'Gempa', active: false, text: '', level: 'emergency', since_ms: 0, acknowledged_by: '', needs_acknowledgement: true },
			],
			planned: [],
			changes: [],
			keyboard_locked: false,
		},
	}
}

export class FakeWall {
	commands = []
	resyncs = 0
	state = document()
	epoch = 'e'
	revision = 1
	refusal = null // what commands are answered instead
	#server
	#sockets

	constructor(tls = null) {
		const serve = (request, response) => this.#serve(request, response)
		this.#server = tls ? https.createServer(tls, serve) : http.createServer(serve)
		this.#sockets = new WebSocketServer({ noServer: true })
		this.#server.on('upgrade', (request, socket, head) => {
			if (request.url !== '/api/v1/events' || !allowed(request)) {
				socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
				return
			}
			this.#sockets.handleUpgrade(request, socket, head, (peer) => {
				peer.on('message', (text) => {
					if (JSON.parse(String(text)).type === 'resync') {
						this.resyncs++
						this.tellState(peer)
					}
				})
				this.tellState(peer)
			})
		})
		this.secure = tls !== null
	}

	async listen(port = 0) {
		await new Promise((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
		this.port = this.#server.address().port
		this.origin = `${this.secure ? 'https' : 'http'}://127.0.0.1:${this.port}`
		return this
	}

	async close() {
		this.drop()
		this.#server.closeAllConnections()
		await new Promise((resolve) => this.#server.close(resolve))
	}

	get clients() {
		return this.#sockets.clients.size
	}

	drop() {
		for (const peer of this.#sockets.clients) peer.terminate()
	}

	tell(frame) {
		for (const peer of this.#sockets.clients) peer.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
	}

	tellState(peer) {
		peer.send(JSON.stringify({ type: 'state', epoch: this.epoch, revision: this.revision, state: this.state }))
	}

	// Changes the document and tells the difference.
	change(mutate) {
		const before = structuredClone(this.state)
		mutate(this.state)
		const patch = rfc6902.createPatch(before, this.state)
		this.tell({ type: 'patch', from: this.revision, revision: ++this.revision, patch })
	}

	#serve(request, response) {
		const answer = (status, body) => {
			response.writeHead(status, { 'Content-Type': 'application/json' })
			response.end(JSON.stringify(body))
		}
		if (!allowed(request)) {
			answer(401, { error: { code: 'unauthorized', message: 'sign in first' } })
			return
		}
		if (request.method !== 'POST' || request.url !== '/api/v1/commands') {
			answer(404, { error: { code: 'not_found', message: 'no such path' } })
			return
		}
		let text = ''
		request.on('data', (part) => (text += part))
		request.on('end', () => {
			if (this.refusal) {
				answer(403, { error: this.refusal })
				return
			}
			this.commands.push(JSON.parse(text))
			answer(200, { tag: `e-${this.commands.length}`, revision: this.commands.length })
		})
	}
}

const allowed = (request) => request.headers.authorization === `Bearer ${TOKEN}`

// Asks until `is` holds, at most ten seconds.
export async function until(is, what = String(is)) {
	const end = Date.now() + 10_000
	while (!(await is())) {
		if (Date.now() > end) throw new Error(`never: ${what}`)
		await new Promise((resolve) => setTimeout(resolve, 5))
	}
}
