import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import net from 'node:net'
import { test } from 'node:test'
import { Connection } from '../src/connection.js'
import { FakeWall, TOKEN, until } from './fake_wall.js'
import { CERTIFICATE, KEY } from './certificate.js'

const TIMES = { silence: 500, firstPause: 20, longestPause: 50, answer: 1000 }

function connect(wall, more = {}) {
	const connection = new Connection({ origin: wall.origin, secure: wall.secure, token: TOKEN, times: TIMES, ...more })
	connection.seen = []
	connection.on('status', (...status) => connection.seen.push(status))
	connection.open()
	return connection
}
const last = (connection) => connection.seen.at(-1)

async function withWall(run, tls = null) {
	const wall = await new FakeWall(tls).listen()
	const open = []
	try {
		await run(wall, (more) => {
			open.push(connect(wall, more))
			return open.at(-1)
		})
	} finally {
		for (const connection of open) connection.close()
		await wall.close()
	}
}

test('the state and its patches', () =>
	withWall(async (wall, begin) => {
		const connection = begin()
		await until(() => connection.state !== null)
		assert.deepEqual(connection.state, wall.state)
		assert.deepEqual(last(connection), ['ok', ''])
		wall.change((state) => {
			state.control.hold = { since_ms: 5, by: 'siti' }
			state.layouts.pop()
		})
		await until(() => connection.state.control.hold)
		assert.deepEqual(connection.state, wall.state)
		assert.equal(wall.resyncs, 0)
	}))

test('a gap, a patch that does not fit and a new control process are mended by the whole state', () =>
	withWall(async (wall, begin) => {
		const connection = begin()
		await until(() => connection.state !== null)
		wall.revision = 7
		wall.change((state) => (state.name = 'B')) // from 7: we are at 1
		await until(() => connection.state.name === 'B')
		assert.equal(wall.resyncs, 1)
		wall.state.name = 'C'
		wall.tell({ type: 'patch', from: 8, revision: 9, patch: [{ op: 'replace', path: '/nowhere/deep', value: 1 }] })
		await until(() => connection.state.name === 'C')
		assert.equal(wall.resyncs, 2)
		wall.epoch = 'f'
		wall.revision = 1
		wall.drop()
		await until(() => connection.seen.filter(([status]) => status === 'ok').length === 2)
		wall.change((state) => (state.name = 'D'))
		await until(() => connection.state?.name === 'D')
		assert.equal(wall.resyncs, 2)
	}))

test('what is no frame changes nothing', () =>
	withWall(async (wall, begin) => {
		const connection = begin()
		await until(() => connection.state !== null)
		for (const frame of ['', 'null', '[]', '{"type":"alive"}', '{"type":"state"}', '{', '{"type":"later"}']) wall.tell(frame)
		wall.tell({
			type: 'patch',
			from: 1,
			revision: 2,
			patch: [{ op: 'add', path: '/__proto__/polluted', value: 1 }],
		})
		wall.state.name = 'B'
		wall.revision = 5
		wall.tell({ type: 'patch', from: 4, revision: 5, patch: [] })
		await until(() => connection.state.name === 'B')
		assert.equal({}.polluted, undefined)
	}))

test('a wall that is silent is left, and found again', () =>
	withWall(async (wall, begin) => {
		const connection = begin()
		await until(() => connection.state !== null)
		await until(() => connection.state === null)
		assert.equal(last(connection)[0], 'failed')
		await until(() => connection.state !== null)
	}))

test('a wall that went away is found when it comes back', async () => {
	let wall = await new FakeWall().listen()
	const connection = connect(wall)
	try {
		await until(() => connection.state !== null)
		await wall.close()
		await until(() => last(connection)[1].includes('ECONNREFUSED'))
		wall = await new FakeWall().listen(wall.port)
		await until(() => connection.state !== null)
		await connection.command({ command: 'undo' })
		assert.deepEqual(wall.commands, [{ command: 'undo' }])
	} finally {
		connection.close()
		await wall.close()
	}
})

test('commands, and what the wall says against them', () =>
	withWall(async (wall, begin) => {
		const connection = begin()
		assert.deepEqual(await connection.command({ command: 'hold' }), { tag: 'e-1', revision: 1 })
		wall.refusal = { code: 'refused', message: 'the role viewer may not hold; it takes operator' }
		await assert.rejects(connection.command({ command: 'hold' }), { message: wall.refusal.message })
		assert.deepEqual(wall.commands, [{ command: 'hold' }])
	}))

test('a wrong token says so and goes on trying', () =>
	withWall(async (wall, begin) => {
		const connection = begin({ token: 'other' })
		await until(() => connection.seen.filter(([status]) => status === 'unauthorized').length > 1)
		assert.equal(last(connection).length, 2)
		const told = connection.seen.find(([status]) => status === 'unauthorized')[1]
		assert.equal(told, 'The wall refuses the token; make a new one in the panel under Access')
		assert.ok(!JSON.stringify(connection.seen).includes('other'))
		await assert.rejects(connection.command({ command: 'hold' }), { message: 'sign in first' })
	}))

test('a certificate of its own is trusted by its fingerprint alone', async () => {
	const fingerprint = new X509Certificate(CERTIFICATE).fingerprint256.replaceAll(':', '').toLowerCase()
	await withWall(
		async (wall, begin) => {
			const pinned = begin({ fingerprint })
			await until(() => pinned.state !== null)
			await pinned.command({ command: 'hold' })
			await pinned.command({ command: 'resume' })
			assert.equal(wall.commands.length, 2)

			const other = begin({ fingerprint: 'ab'.repeat(32) })
			await until(() => other.seen.some(([status]) => status === 'failed'))
			assert.equal(
				other.seen.find(([status]) => status === 'failed')[1],
				`the wall shows another certificate, with the fingerprint ${fingerprint}`
			)
			await assert.rejects(other.command({ command: 'undo' }), /another certificate/)

			const none = begin()
			await until(() => none.seen.some(([status]) => status === 'failed'))
			assert.match(none.seen.find(([status]) => status === 'failed')[1], /self.signed certificate/)
			await assert.rejects(none.command({ command: 'undo' }))
			assert.equal(wall.commands.length, 2)
		},
		{ cert: CERTIFICATE, key: KEY }
	)
})

test('what answers nothing, or something else, is given up', async () => {
	const silent = net.createServer(() => {})
	await new Promise((resolve) => silent.listen(0, '127.0.0.1', resolve))
	const wall = { origin: `http://127.0.0.1:${silent.address().port}`, secure: false }
	const connection = connect(wall, { times: { ...TIMES, answer: 100 } })
	try {
		await until(() => connection.seen.some(([status]) => status === 'failed'))
		await assert.rejects(connection.command({ command: 'hold' }), { message: 'the wall does not answer' })
	} finally {
		connection.close()
		silent.close()
	}
})
