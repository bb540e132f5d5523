# SPDX-License-Identifier: MIT
# Test sources compiled several at once. Headers and templates cost more than the tests themselves,
# so a bundle of six takes little longer than one.

# saleskpi_bundle(<variable> <name> <source>...)
# With CMAKE_UNITY_BUILD: writes files that each include some of the sources, and sets the variable
# to their list. Without: to the sources themselves, as is best while one of them is being edited.
#
# CMake's own unity builds would let one source see the helpers of another. Here each stands in a
# namespace of its own, after all headers that it or its neighbours include; so a header that is
# included inside of it again is empty. What cannot stand in a namespace is compiled alone:
# specialisations, namespaces with names, macros and conditions.
function(saleskpi_bundle variable name)
    set(${variable} ${ARGN} PARENT_SCOPE)
    if(NOT CMAKE_UNITY_BUILD)
        return()
    endif()
    set(alone "")
    set(together "")
    foreach(source IN LISTS ARGN)
        file(STRINGS ${source} lines
            REGEX "^(template <>|namespace [a-z]|extern |#(define|if)|[a-z].*operator (new|delete))")
        if(lines)
            list(APPEND alone ${source})
        else()
            list(APPEND together ${source})
        endif()
    endforeach()
    # Dealt out like cards: as many in each as in the others, but for one.
    list(LENGTH together count)
    math(EXPR bundle_count "(${count} + 5) / 6")
    set(number 0)
    foreach(source IN LISTS together)
        list(APPEND sources_${number} ${source})
        math(EXPR number "(${number} + 1) % ${bundle_count}")
    endforeach()
    set(bundles "")
    set(number 0)
    while(DEFINED sources_${number})
        set(bundle ${CMAKE_CURRENT_BINARY_DIR}/bundles/${name}_${number}.cpp)
        saleskpi_write_bundle(${bundle} ${sources_${number}})
        list(APPEND bundles ${bundle})
        math(EXPR number "${number} + 1")
    endwhile()
    # They are written anew when an include was added.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN})
    set(${variable} ${alone} ${bundles} PARENT_SCOPE)
endfunction()

function(saleskpi_write_bundle bundle)
    set(includes "")
    set(texts "")
    foreach(source IN LISTS ARGN)
        get_filename_component(source ${source} ABSOLUTE)
        get_filename_component(folder ${source} DIRECTORY)
        get_filename_component(unit ${source} NAME_WE)
        file(STRINGS ${source} lines REGEX "^#include ")
        foreach(line IN LISTS lines)
            # Beside the source first, as the compiler looks for it.
            string(REGEX REPLACE "^#include \"(.*)\".*" "${folder}/\\1" beside "${line}")
            if(EXISTS ${beside})
                set(line "#include \"${beside}\"")
            endif()
            list(APPEND includes "${line}")
        endforeach()
        string(APPEND texts "namespace bundled_${unit} {\n#include \"${source}\"\n}\n")
    endforeach()
    list(REMOVE_DUPLICATES includes)
    list(JOIN includes "\n" includes)
    file(CONFIGURE OUTPUT ${bundle} CONTENT "${includes}\n${texts}" @ONLY)
endfunction()
