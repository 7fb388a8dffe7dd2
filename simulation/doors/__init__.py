"""Doors through which public finance, initiatives and the regime reach the steps; shut until something is written.

Steps ask the world, never the doors: `World.lever` and `World.lever_zones` give what is funded of what is asked,
`World.modified` a quantity as initiatives changed it, `World.lock_in` what a regime does to change. All this is free
to read, as levers and parameters are: a step declares nothing for it. A step that writes declares it: "doors.funded",
"doors.modifiers" or "doors.lock_in". As long as nothing is written, steps get the very value they would without doors.
"""
