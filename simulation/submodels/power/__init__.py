"""Power: electricity by place and use, and firms that want more of it or leave fossil energy."""
