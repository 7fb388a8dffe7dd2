"""What makes levels of emissions uncertain beyond chance, in Dutch and English."""

CO2 = (
    "cijfers per sector en baan zijn aannames; staal, haven en luchtvaart vallen erbuiten",
    "figures by sector and job are assumptions; steel, port and aviation are outside",
)
