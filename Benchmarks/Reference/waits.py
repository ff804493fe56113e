"""Steps that each wait one second, side by side, in bare asyncio: nothing is kept."""
import asyncio
import sys


async def main(count):
    async def step():
        await asyncio.sleep(1)

    await asyncio.gather(*(step() for _ in range(count)))


asyncio.run(main(int(sys.argv[1])))
