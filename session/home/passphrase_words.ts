/**
 * 1,024 everyday words of 3 to 9 letters, so 10 bits each: things that can be seen or touched, read
 * aloud and spelled after hearing them once. None is the beginning of another.
 */
export const PASSPHRASE_WORDS: readonly string[] = `
  abbey acorn acre actor agent airport album almond alpine anchor angel animal anthem apple
  apricot april apron arcade arch arctic arena armor aroma arrow artist aspen atlas attic august
  aunt aurora autumn avocado award axis baby badger bagel baker balcony balloon bamboo banana
  banjo bank banner barber barley barn barrel basin basket bathtub battery beacon beaver bed
  beetle belt bench bicycle bingo birch bird birthday biscuit bishop blanket blaze blender bloom
  blossom blouse blueberry bobcat bonfire bonus boot border bottle bouquet bracelet brass bravo
  breakfast breeze brick bridge broccoli bronze brook brother brown bubble bucket buckle buffalo
  bugle builder bulb bumper bundle bungalow bunny burger burrow bush butter button buzzer cabaret
  cabbage cabin cactus cake calendar camel camera camp canal canary candy canoe canteen canyon
  captain caramel caravan carbon cardigan cargo carnival carousel carpet cart cascade cashew
  castle catfish cathedral cedar ceiling celery cello chalk champion chapel charcoal chariot charm
  cheese cheetah cherry cherub chess chestnut chicken chime chimney chisel chocolate choir cider
  cinema cinnamon circle circus citrus city clarinet classic clay cliff clock closet cloud clown
  clutch cobalt cobbler cobra coconut coin colony comet comic compass concert cookie copper coral
  corner cottage cotton couch cougar cousin cowboy coyote crab cracker cradle crane crater crayon
  crest cricket crocus cruise crumb crystal cuckoo cucumber cupcake curtain cushion cycle cyclone
  cypress dahlia daisy dance dawn delta denim dentist depot derby desk dessert diamond diary
  dinghy dinner dipper disco ditch doctor dog dollar dolphin domino donkey donut door dove
  dragonfly drawer dream dress drill driver drum duck dumpling dune dynamo eagle earth eaves echo
  eclipse eggplant elastic elder elephant elevator eleven elk elm embassy ember emerald empire
  engine engraver envelope epic equator eraser evening express fable fabric fairy falcon family
  fanfare farmer father feast fence fern ferry festival fiddle field fiesta fifty fig finch fire
  fish fjord flag flame flamingo flannel fleece flint florist flurry flute foam folder fondue
  forest fork fossil fountain fox freckle freezer fresco friday friend frog frost fruit fudge
  funnel gadget galaxy galleon gallery gander garage garden garland garlic gate gazelle gecko
  giant ginger gingham giraffe glacier glass glider glimmer globe glove goat goblin gold gondola
  goose gorilla gosling gourd grain grandma granite grape gravel gravy green grocer grotto guava
  guitar gull hairpin hallway hammer hammock hamster handle harbor harmony harp harvest haven hawk
  hay hazelnut hearth heather hedgehog helium helmet herb hermit heron hexagon hickory hill hinge
  hippo hobby hockey holiday hollow honeycomb hood horizon hornet horse hotel humble hundred
  hunter hurdle husky hut iceberg icicle igloo iguana impala indigo ink insect iris iron island
  ivory ivy jacket jaguar jam january jar jasmine jelly jewel jigsaw jingle jockey joker journal
  july jumbo june jungle junior juniper kangaroo kayak kennel kernel kestrel kettle keyboard king
  kiosk kitchen kite kitten kiwi koala label lace ladder ladle lagoon lamb lantern lanyard lark
  lasso lattice laundry lava lavender leaf leather leisure lemon lemur lentil leopard letter
  lettuce library lichen lifeboat light lilac lily lime linen lion lizard llama lobby lobster
  locket locust lollipop lotus lozenge lucky lullaby lunch machine magenta magnet magpie mailbox
  mallet mammoth manatee mandolin mango maple marble marigold marina market marmot mascot mask
  match mayor meadow mellow melody melon menu mercury merlin mermaid metal meteor midnight milk
  mimosa mineral minnow mint mirror mitten mixer modem molasses monday money mongoose moon moped
  mosaic moss motel mother motor mountain mouse movie muffin mule mural museum mushroom music
  mustard nacho napkin nature navy nebula nectar needle neighbor nephew nest nettle nickel niece
  nimble nine noble nomad noodle north notebook nougat novel nugget number nurse nutmeg nutshell
  nylon oak oasis oatmeal obelisk oboe ocean octagon october octopus office olive omelet onion
  onyx opal opera orange orbit orchard orchid oregano organ oriole ostrich otter outpost oval oven
  owl oyster page paint palace palm pancake panda panel panther pantry papaya paper paprika parade
  parasol parcel park parlor parrot parsley party passport pasta pastel pastry path patio pavilion
  peacock peanut pearl pebble pecan pelican pencil penguin pennant peony pepperoni perfume phone
  photo piano pickle picnic picture pie pigeon pigment pilgrim pillow pilot pink pinwheel pioneer
  pirate pistachio piston pizza planet plank plaster plate plaza plover plumber pocket podium poem
  poet polar poncho pond poplar poppy porch porridge possum postcard potato potter powder prairie
  pretzel prince printer prism prize prune pudding puddle puffin pulley puma pumpkin pupil puppet
  purple puzzle pyramid python quail quarry queen quilt quince quiver quiz rabbit raccoon racket
  radar radio radish rafter railway rainbow raisin ranch ranger raspberry rattle raven razor
  recipe record rectangle referee reindeer relay ribbon rice riddle river riviera robin robot
  rodeo roof rooster rope rosemary rowboat royal rubber ruby rudder rugby ruler runner saddle
  safari saffron saga salad salmon salt samba sandal sandstone sandwich sapling sapphire sardine
  satchel satin saturn saucer sausage scallop scarf scarlet school schooner scissors scone scooter
  screen scroll seagull seahorse season seesaw sequoia sesame seven shack shadow shamrock shark
  sheep shelf shell shepherd sherbet sheriff shield ship shirt shoe shovel shower shrimp shutter
  shuttle sierra silk silver singer siren sister skater skirt skunk skylark sleigh slipper sloth
  smoke snail snake snorkel snowflake soap soccer sock sofa sonnet sorbet soup south spade spaniel
  sparrow spatula sphinx spider spinach spiral sponge spoon spring spruce square squid squirrel
  stable stadium stamp star statue steam stool stork storm stove straw street student studio
  submarine subway sugar suitcase summer sunday sundial sunflower sunset surfer swallow swan
  sweater swift swing syrup tablet tadpole tailor tango tapestry target tavern taxi teacher teapot
  teddy temple tennis tent terrace theater thimble thistle three thunder ticket tiger timber
  tinsel toast toffee tomato toolbox topaz torch tornado tortoise toucan towel tower tractor
  traffic train travel treasure tree triangle tricycle trolley trombone trophy trousers truck
  trumpet trunk tuba tulip tuna tundra tunnel turbine turkey turnip turtle tuxedo twelve twenty
  twig umbrella uncle unicorn uniform usher vacuum valley vanilla vault velvet venus veranda
  victory video village vinegar violet violin visitor vitamin volcano voyage waffle wagon waiter
  wallet walnut walrus waltz warbler wasp water weasel wedding wednesday welder west wheel whisker
  whisper wicker willow window winter wizard wolf wombat wool wreath wrench yacht yard yeast
  yellow yogurt zebra zero zigzag zinc zipper zoo
`.trim().split(/\s+/);
